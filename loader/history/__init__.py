"""What earlier runs did: changes, versions, revert, replay."""
