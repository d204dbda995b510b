"""The import contract that keeps people from climbing in through a feature's window."""

from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from typing_extensions import override


class FrontDoorsContract(Contract):
    """Another feature may import a feature's package and its doors, nothing else.

    Entrypoints may also import its edges, because joining them up is their work.
    """

    type_name = "front_doors"

    features = fields.StringField()
    entrypoints = fields.StringField()
    doors = fields.ListField(subfield=fields.StringField())
    edges = fields.ListField(subfield=fields.StringField())

    @override
    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        broken = [
            (importer, imported)
            for imported in sorted(self._inner_modules(graph))
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if not self._may_enter(importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    @override
    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}, which is not a door.")

    def _inner_modules(self, graph: ImportGraph) -> set[str]:
        package = cast("str", self.features)
        return {
            module
            for module in graph.modules
            if module.startswith(f"{package}.") and _inside(package, module)
        }

    def _may_enter(self, importer: str, imported: str) -> bool:
        package = cast("str", self.features)
        room = _inside(package, imported)[0]
        if _is_under(importer, f"{package}.{_feature(package, imported)}"):
            return True
        if room in cast("list[str]", self.doors):
            return True
        is_assembly = _is_under(importer, cast("str", self.entrypoints))
        return is_assembly and room in cast("list[str]", self.edges)


def _feature(package: str, module: str) -> str:
    return module.removeprefix(f"{package}.").split(".")[0]


def _inside(package: str, module: str) -> list[str]:
    return module.removeprefix(f"{package}.").split(".")[1:]


def _is_under(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
