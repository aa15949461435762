"""What measures speed. Nothing here is part of the application or of its tests."""
