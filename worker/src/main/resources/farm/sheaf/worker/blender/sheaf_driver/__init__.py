"""The parts of the driver; `service` reads orders, the others carry them out."""
