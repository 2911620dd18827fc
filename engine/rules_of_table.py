"""The rules that the table of relations declares. The member that a step leaves out is what the step gives.

A ratio is named by itself ("leavers.rate = leavers.count / workforce.headcount") and takes the ids of quantities, as do
"identity <id>" and "accumulation <id>"; "formula <id>" takes the names of its inputs, and "y" for what it gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from engine.rules_model import BadStep, Of, Options, Rule, number, one, several
from engine.rules_of_people import counted
from ingest.measures.table import Accumulation, Formula, Identity, Ratio, Table, table
from ingest.measures.units import whole_of

RESULT = "y"
_FULL = "100%"


def ratio_name(ratio: Ratio) -> str:
    """What a ratio is called in a step."""
    return f"{ratio.rate} = {ratio.of} / {ratio.per}"


def identity_name(identity: Identity) -> str:
    """What an identity is called in a step."""
    return f"identity {identity.id}"


def formula_name(formula: Formula) -> str:
    """What a formula is called in a step."""
    return f"formula {formula.id}"


def accumulation_name(accumulation: Accumulation) -> str:
    """What an accumulation is called in a step."""
    return f"accumulation {accumulation.id}"


def rules(kept: Table | None = None) -> Mapping[str, Rule]:
    """Every rule of the table by its name."""
    held = kept or table()
    made = [_of_ratio(ratio, held) for quantity in held.quantities.values() for ratio in quantity.ratios]
    made += [_of_identity(identity, held) for identity in held.identities]
    made += [_of_formula(formula, held) for formula in held.formulas]
    made += [_of_accumulation(accumulation, held) for accumulation in held.accumulations]
    return {rule.name: rule for rule in made}


def _of_ratio(ratio: Ratio, held: Table) -> Rule:
    scale = whole_of(held.quantities[ratio.rate].unit, held)
    members = _named(held, ratio.rate, ratio.of, ratio.per)
    words = f"{members[ratio.rate]} is {members[ratio.of]} over {members[ratio.per]}"
    return Rule(ratio_name(ratio), members, words, partial(_ratio, ratio, scale))


def _ratio(ratio: Ratio, scale: float, of: Of, options: Options) -> float:
    members = (ratio.rate, ratio.of, ratio.per)
    _only(members, of, ratio_name(ratio))
    match _left_out(members, of, ratio_name(ratio)):
        case ratio.rate:
            return scale * one(of, ratio.of) / one(of, ratio.per)
        case ratio.of if "decimals" in options:
            return counted(one(of, ratio.rate), one(of, ratio.per), int(number(options, "decimals", 0)))
        case ratio.of:
            return one(of, ratio.rate) / scale * one(of, ratio.per)
    return scale * one(of, ratio.of) / one(of, ratio.rate)


def _of_identity(identity: Identity, held: Table) -> Rule:
    ids = [member.quantity for member in identity.members]
    members = _named(held, *([] if identity.whole == _FULL else [identity.whole]), *ids)
    signed = " ".join(
        f"{'+' if member.sign > 0 else '-'} {members[member.quantity]}" for member in identity.members
    )
    words = f"{members.get(identity.whole, _FULL)} is {signed.removeprefix('+ ')}"
    return Rule(identity_name(identity), members, words, partial(_identity, identity))


def _identity(identity: Identity, of: Of, options: Options) -> float:
    """The whole from its parts, or the part ``gives`` (else the one left out) from the whole and the others."""
    signs = {member.quantity: member.sign for member in identity.members}
    needed = [member.quantity for member in identity.members if not member.optional]
    wholes = [] if identity.whole == _FULL else [identity.whole]
    asked = str(options.get("gives") or _left_out((*wholes, *needed), of, identity_name(identity)))
    _only((*wholes, *signs), of, identity_name(identity))
    parts = sum(sign * one(of, name) for name, sign in signs.items() if name in of and name != asked)
    if asked == identity.whole:
        return float(parts)
    full = 100.0 if identity.whole == _FULL else one(of, identity.whole)
    return signs[asked] * (full - parts)


def _of_formula(formula: Formula, held: Table) -> Rule:
    members = {name: _input(held, given.quantities, given.how) for name, given in formula.inputs.items()}
    out = held.quantities[formula.out].name
    words = f"{out} is {formula.arithmetic.text}"
    return Rule(formula_name(formula), {**members, RESULT: out}, words, partial(_formula, formula))


def _input(held: Table, quantities: tuple[str, ...], how: str) -> str:
    names = " or ".join(held.quantities[name].name for name in quantities)
    return " ".join(word for word in (names, "years" if how == "span" else how) if word)


def _formula(formula: Formula, of: Of, options: Options) -> float:
    members = (*formula.inputs, RESULT)
    _only(members, of, formula_name(formula))
    asked = _left_out(members, of, formula_name(formula))
    arithmetic = formula.arithmetic if asked == RESULT else formula.inverse.get(asked)
    if arithmetic is None:
        raise BadStep(f"{formula_name(formula)} does not give {asked}.")
    return arithmetic({name: one(of, name) for name in of})


def _of_accumulation(accumulation: Accumulation, held: Table) -> Rule:
    ids = [member.quantity for member in (*accumulation.into, *accumulation.out)]
    members = _named(held, accumulation.stock, *ids)
    words = f"{members[accumulation.stock]} a year on"
    return Rule(accumulation_name(accumulation), members, words, partial(_accumulation, accumulation))


def _accumulation(accumulation: Accumulation, of: Of, options: Options) -> float:
    """The stock after the year, or after the ``part`` of one in which the flows are the same part of theirs."""
    into, out = ([m.quantity for m in side] for side in (accumulation.into, accumulation.out))
    _only((accumulation.stock, *into, *out), of, accumulation_name(accumulation))
    come = sum(sum(several(of, name)) for name in into)
    gone = sum(sum(several(of, name)) for name in out)
    return one(of, accumulation.stock) + (come - gone) * number(options, "part", 1.0)


def _named(held: Table, *ids: str) -> dict[str, str]:
    return {name: held.quantities[name].name for name in ids}


def _left_out(members: tuple[str, ...], of: Of, name: str) -> str:
    """The one member that a step leaves out, which is what it gives."""
    missing = [member for member in members if member not in of]
    if len(missing) != 1:
        raise BadStep(f"{name} gives the one member left out; left out are {', '.join(missing) or 'none'}.")
    return missing[0]


def _only(members: tuple[str, ...], of: Of, name: str) -> None:
    if strange := [member for member in of if member not in members]:
        raise BadStep(f"{name} does not take {', '.join(strange)}.")
