"""The parts of the showcase scene, which `rolling-ball.py` puts together."""
