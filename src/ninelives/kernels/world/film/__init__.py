"""A flight as a film: what the drone sees beside what a bystander sees, with clock, reward and score."""
