"""Rehearsal seats: strangers who join and answer over their own connections, as phones do."""
