"""The carbon engine: pure arithmetic on the standard library, usable as a library on its own.

One formula, any number: every equation is plain arithmetic on its arguments, so the same line runs on
`Fraction` (exact, for audit and explanation), on `float`, on columns (the whole fleet at once) and on
`traced.Traced` (which remembers how it came about). Read in this order:

    quantities     days, months, whole grams, and the three choices a formula may make
    factors        a figure with its range and its source; UnknownFactor; the book of one factor set
    life           the input records: Service, Baseline, Intervention
    embodied       eq 5, the replacement's production
    use_phase      eq 1 to 3, electricity
    intervention   eq 4, what it took to put the device back to work
    components     the seven parts of a saving
    savings        eq 6: S = A - U - R of a life, whole or month by month
    payback        eq 8 to 10: when reuse pays off, and where it never does
    uncertainty    low and high bounds; one error shared by many devices
    training       eq 11, carbon per training cycle
    traced         a number that remembers how it came about
    trace          every figure of a saving with its formula, its inputs and their sources
    tables         factor tables read from CSV, with every problem named
    cases          reference cases read from JSON (`python -m carbon.engine CASES.json`)
"""
