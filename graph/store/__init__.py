"""Where the graph lives: one way to read and write it, over Bolt, whichever engine is behind."""
