"""What is known of one runner, in time order."""
