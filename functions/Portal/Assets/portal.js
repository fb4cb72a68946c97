// The pages work without this; it makes them nicer.
