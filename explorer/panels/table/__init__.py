"""The network as tables beside the canvas, with its measures."""
