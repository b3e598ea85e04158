package main

import "parley/trade"

// lawOfDate gives the trade model the tariff law of a date.
var lawOfDate trade.LawFunc
