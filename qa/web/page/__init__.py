"""The page in Gradio: what stands where, and which handler each event calls. Nothing else imports Gradio."""
