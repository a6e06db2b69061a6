"""Running text: duties, goals, units and people, and the figures that sentences say."""
