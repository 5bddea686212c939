"""Chores for the checkout, run by hand."""
