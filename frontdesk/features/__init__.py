"""What the product does: one folder per noun a customer would use."""
