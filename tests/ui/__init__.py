"""Tests of what stands on Streamlit."""
