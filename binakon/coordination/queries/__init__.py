"""What coordination reads for a viewer."""
