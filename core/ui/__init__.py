"""Everything Streamlit: the session, the frame, cards, tables, downloads and the server's shell."""
