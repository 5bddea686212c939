"""What is kept outside the logs: staff accounts, credentials of devices, codes in use."""
