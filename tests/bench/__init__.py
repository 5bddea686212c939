"""Tests of what the measurements themselves reckon and make."""
