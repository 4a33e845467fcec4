"""The colours of the toy country, as linear red, green and blue."""

CORAL = (0.80, 0.095, 0.055)
CREAM = (0.86, 0.72, 0.50)
GOLD = (0.90, 0.45, 0.07)
WHITE = (0.86, 0.84, 0.80)
PLANKS = ((0.60, 0.36, 0.19), (0.50, 0.28, 0.14))
KERB = (0.80, 0.66, 0.46)
GRASS = (0.22, 0.36, 0.075)
LEAVES = ((0.05, 0.20, 0.10), (0.09, 0.28, 0.11), (0.20, 0.36, 0.08))
BLOSSOM = ((0.82, 0.30, 0.30), (0.88, 0.50, 0.12))
BARK = (0.20, 0.10, 0.05)
STONE = (0.42, 0.40, 0.42)
RIDGES = ((0.16, 0.33, 0.17), (0.24, 0.37, 0.36), (0.50, 0.42, 0.50))
ROOF = (0.16, 0.22, 0.42)
SKY_LIGHT = (0.46, 0.56, 0.76)
GROUND_LIGHT = (0.55, 0.50, 0.42)  # what lit surfaces send back, before their own colour
SKY_LOW, SKY_TOP = (1.0, 0.68, 0.44), (0.20, 0.42, 0.74)
SUNLIGHT = (1.0, 0.78, 0.52)
