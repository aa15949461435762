from pathlib import Path

from inventory.management.commands.draw_lifecycle import lifecycle_page


def test_the_page_of_stages_and_verbs_says_what_the_table_says(root: Path):
    assert (root / "docs" / "lifecycle.md").read_text() == lifecycle_page(), (
        "run: manage.py draw_lifecycle > docs/lifecycle.md"
    )
