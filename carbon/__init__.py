"""What the reuse of a device means in kg CO2e, computed from what inventory recorded."""
