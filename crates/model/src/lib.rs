//! The decoder, its operators and gradients, adapters, losses, checkpoints.
