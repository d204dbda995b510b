"""What Prometheus is told of an installation, and of each of its processes."""
