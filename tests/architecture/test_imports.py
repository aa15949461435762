import ast
import importlib.metadata
import re
import subprocess
import sys

import pytest

from tests.architecture.sources import PACKAGES, ROOT, place, python_files, tree

pytestmark = pytest.mark.once


def test_the_import_contracts_are_kept() -> None:
    linter = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert linter.returncode == 0, linter.stdout + linter.stderr


def test_the_engine_runs_on_the_standard_library_alone() -> None:
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in python_files("carbon/engine")]
    names = [name.removesuffix(".__init__") for name in modules if not name.endswith("__main__")]
    bare = subprocess.run(  # -S leaves site-packages out
        [sys.executable, "-S", "-c", f"import importlib; [importlib.import_module(name) for name in {names!r}]"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert bare.returncode == 0, bare.stderr


def test_the_engine_imports_the_standard_library_alone_even_inside_functions() -> None:
    foreign = [
        f"{place(path, node)} imports {name}"
        for path in python_files("carbon/engine")
        for node, name in imports(tree(path))
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("carbon.engine")
    ]
    assert foreign == []


def test_the_code_of_inventory_never_names_carbon() -> None:
    """Neither by import nor in a string that a model, a template tag or an address could be looked up by."""
    named = [
        f"{place(path, node)} says {text!r}"
        for path in python_files("inventory")
        for node, text in words_of_code(tree(path))
        if re.search(r"\bcarbon\b", text)  # a ThinkPad X1 Carbon may come in
    ]
    assert named == []


def test_no_foreign_key_of_inventory_leaves_it() -> None:
    from django.apps import apps

    outside = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("inventory").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if field.related_model._meta.app_label not in {"inventory", "auth", "contenttypes"}
    }
    assert outside == set()


def test_every_imported_package_is_a_requirement_of_its_own() -> None:
    owners = importlib.metadata.packages_distributions()
    required = set(direct_requirements())
    unlisted = {
        f"{place(path, node)} imports {name}"
        for path in python_files(*PACKAGES)
        for node, name in imports(tree(path))
        for owner in owners.get(name.split(".")[0], [])
        if canonical(owner) not in required | {"kombu", "billiard"}  # these two are parts of Celery
    }
    assert unlisted == set()


def test_every_requirement_is_used() -> None:
    steps = [ROOT / "Makefile", ROOT / "docker" / "build.sh"]  # which call some by name
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*python_files(*PACKAGES), *steps])
    modules: dict[str, set[str]] = {}
    for module, owners in importlib.metadata.packages_distributions().items():
        for owner in owners:
            modules.setdefault(canonical(owner), set()).add(module)
    modules["psycopg"].add("django.db.backends.postgresql")  # which imports it
    idle = [name for name in direct_requirements() if not any(re.search(rf"\b{m}\b", text) for m in modules[name])]
    assert idle == []


def words_of_code(module: ast.Module) -> list[tuple[ast.AST, str]]:
    """Names and strings; docstrings are prose, not code."""
    prose = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    found: list[tuple[ast.AST, str]] = list(imports(module))
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            found.append((node, node.value))
        elif isinstance(node, ast.Name):
            found.append((node, node.id))
    return found


def imports(module: ast.Module) -> list[tuple[ast.AST, str]]:
    found: list[tuple[ast.AST, str]] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node, node.module))
    return found


def direct_requirements() -> list[str]:
    """Those with a reason of their own: the first part of requirements.txt."""
    lines = (
        (ROOT / "requirements.txt").read_text(encoding="utf-8").partition("# What these need in turn")[0].splitlines()
    )
    return [canonical(re.split(r"[\[=]", line)[0]) for line in lines if line and not line.startswith("#")]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
