"""Tables of figures – procurement, budget, the anti-corruption plan, risks, complaints – into registers.

``grid`` finds the table in the document, ``proposal`` says which column is which field, ``mapping`` is the file in which a person
confirms it, ``rows`` and ``values`` make records of it, ``merging`` compares them with what is there, ``report`` tells.
"""
