"""Whether an indicator measures what it says, and can be measured at all."""
