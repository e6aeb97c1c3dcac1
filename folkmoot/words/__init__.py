"""Words in two languages, and how the house says no. Every layer may use them."""
