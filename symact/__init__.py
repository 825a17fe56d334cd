"""symact: activation functions written once, as formulas; everything else derived and proved."""
