"""Templates as plain Python: what a page's template takes from others is written into it when it is compiled.

Templates belong to the engine, so they are judged and joined once, and a page then costs what its values cost:

- ``{% include "x.jinja" %}`` becomes the part's own statements in a scope of their own;
- ``{{ macro(…) }}`` becomes the macro's body with its arguments bound, and the import goes;
- ``a.b`` is Python's ``a.b``, a call of a method is that call;
- a value that is printed is escaped by one function, ``printed``;
- lines are joined where that can be told from the template alone (the rest is done by ``one_line``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, Environment, Template, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Undefined
from jinja2.sandbox import is_internal_attribute, modifies_known_mutable
from markupsafe import Markup, _escape_inner  # ``escape`` without the making of a ``Markup``, for that is joined into a text at once

if TYPE_CHECKING:
    from macros.pages.compiled import Compiled

_UNSURE = ("defined", "undefined", "default")  # what asks whether a value is there at all
_PLAIN_FUNCTIONS = ("link", "kept")
_MUTABLE: tuple = ([], {}, set())


def printed(value: object) -> str:
    """``value`` escaped. Line breaks in it survive the joining of the output into one line (see ``one_line``)."""
    kind = value.__class__
    if kind is str:
        text = _escape_inner(value)  # type: ignore[arg-type]  # mypy does not see that this asks for the class
        return text.replace("\n", "&#10;") if "\n" in text else text
    if kind is Markup:
        return value  # type: ignore[return-value]  # likewise
    if value is None or kind is Undefined:  # an ``if`` without ``else``
        return ""
    return value.__html__() if hasattr(value, "__html__") else printed(str(value))


def folded(data: str) -> str:
    """A piece of a template with as few line breaks as its output needs to become the same ``one_line``."""
    first, *inner = data.split("\n")
    if not inner:
        return data
    rows = [first.rstrip(), *map(str.strip, inner[:-1]), inner[-1].lstrip()]
    return ("" if rows[0] else "\n") + " ".join(filter(None, rows)) + ("" if rows[-1] else "\n")


class _Code(CodeGenerator):
    """Writes the Python of a template."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs or not _is_plain(node.node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        self.write("printed(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        self.write(")")


def _is_plain(called: nodes.Node) -> bool:
    """A method of a value, or one of the functions that every page gets: they ask for no context."""
    return isinstance(called, nodes.Getattr) or isinstance(called, nodes.Name) and called.name in _PLAIN_FUNCTIONS


class _Compiled(Template):
    @classmethod
    def from_code(cls, environment, code, globals, uptodate=None):
        namespace = {"environment": environment, "__file__": code.co_filename, "printed": printed}
        exec(code, namespace)
        found = cls._from_namespace(environment, namespace, dict(globals))  # every page copies them, and Jinja's own chain is slow to copy
        found._uptodate = uptodate
        return found


class Templates(Environment):
    """The environment of the engine's own templates; what is no plain reading of a value is refused when one is compiled."""

    code_generator_class = _Code
    template_class = _Compiled
    bytecode_cache: Compiled | None

    def __init__(self, loader: BaseLoader, **options: Any):
        """``options``: those of every environment."""
        super().__init__(loader=loader, **options)
        self._loader = loader
        self._parts: dict[str, nodes.Template] = {}

    def forget(self) -> None:
        """Have templates read and compiled anew, where they have changed."""
        self._parts.clear()
        if self.cache is not None:
            self.cache.clear()
        if self.bytecode_cache:
            self.bytecode_cache.forget()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for look in tree.find_all(nodes.Getattr):
            if iskeyword(look.attr) or is_internal_attribute(None, look.attr) or any(modifies_known_mutable(kind, look.attr) for kind in _MUTABLE):
                raise TemplateSyntaxError(f"{look.attr} is out of bounds", look.lineno, name, filename)
        for question in tree.find_all((nodes.Test, nodes.Filter)):
            if question.name in _UNSURE and isinstance(question.node, nodes.Getattr):
                asked = question.node
                question.node = nodes.Getitem(asked.node, nodes.Const(asked.attr), "load", lineno=asked.lineno, environment=self)
        return _Joining(self, tree).joined()

    def part(self, name: str) -> nodes.Template:
        """The tree of another template."""
        if name not in self._parts:
            source, filename, _ = self._loader.get_source(self, name)
            self._parts[name] = self._parse(source, name, filename)
        return self._parts[name]


class _Joining:
    """Writes what a template includes and the macros that it calls into its tree."""

    def __init__(self, templates: Templates, tree: nodes.Template):
        self.templates, self.tree = templates, tree
        self.macros: dict[str, nodes.Macro] = {}

    def joined(self) -> nodes.Template:
        self.tree.body = list(self._statements(self.tree.body))
        return self.tree

    def _statements(self, body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
        for node in body:
            if isinstance(node, nodes.Include) and isinstance(node.template, nodes.Const):
                yield nodes.Scope(self.templates.part(node.template.value).body, lineno=node.lineno, environment=self.templates)
            elif isinstance(node, nodes.FromImport) and isinstance(node.template, nodes.Const):
                self._import(node, node.template.value)
            elif isinstance(node, nodes.Output):
                yield from self._output(node)
            else:
                self._within(node)
                yield node

    def _within(self, node: nodes.Node) -> None:
        for name in ("body", "else_", "elif_"):
            if getattr(node, name, None):
                setattr(node, name, list(self._statements(getattr(node, name))))
        if isinstance(node, nodes.Macro):
            self.macros[node.name] = node

    def _import(self, node: nodes.FromImport, template: str) -> None:
        there = {macro.name: macro for macro in self.templates.part(template).find_all(nodes.Macro)}
        for name, here in (name if isinstance(name, tuple) else (name, name) for name in node.names):
            self.macros[here] = there[name]

    def _output(self, node: nodes.Output) -> Iterator[nodes.Node]:
        """The output with each call of a macro in it replaced by the macro's body."""
        printed: list[nodes.Expr] = []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                child.data = folded(child.data)
            if isinstance(child, nodes.Call) and isinstance(child.node, nodes.Name) and child.node.name in self.macros:
                yield nodes.Output(printed, lineno=node.lineno, environment=self.templates)
                printed = []
                yield self._called(self.macros[child.node.name], child)
            else:
                printed.append(child)
        yield nodes.Output(printed, lineno=node.lineno, environment=self.templates)

    def _called(self, macro: nodes.Macro, call: nodes.Call) -> nodes.Node:
        given = dict(zip((argument.name for argument in macro.args), call.args))
        given |= {keyword.key: keyword.value for keyword in call.kwargs}
        left_out = macro.args[len(macro.args) - len(macro.defaults):]
        values = {**dict(zip((argument.name for argument in left_out), macro.defaults)), **given}
        if set(values) != {argument.name for argument in macro.args} or len(call.args) > len(macro.args):
            raise TemplateSyntaxError(f"{macro.name} takes other arguments", call.lineno)
        return nodes.With(list(macro.args), [values[argument.name] for argument in macro.args], macro.body, lineno=call.lineno, environment=self.templates)
