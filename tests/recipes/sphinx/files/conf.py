project = "Notes"
extensions = ["myst_parser"]
exclude_patterns = [".venv", "_build"]
html_static_path = ["_static"]
html_js_files = [("js/attn-heatmap.js", {"type": "module"})]
html_theme_options = {"navigation_with_keys": True}
