"""What one does with scenarios: estimate one, compare several, vary one, move it, or work through a folder of them."""
