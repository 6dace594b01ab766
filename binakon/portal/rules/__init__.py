"""What the public pages and a participant's page judge: pure answers from facts."""
