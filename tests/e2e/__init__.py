"""Tests that drive the screens in Chromium."""
