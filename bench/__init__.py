"""Measurements of the real server, beside floors that are measured in the same run. They print tables and never fail on time."""
