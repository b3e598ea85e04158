package tariff

// ShareFact is a fact about a shipment of which averages over all shipments
// of a code and partner are known.
type ShareFact int

// The facts that rates over many shipments are averaged with.
const (
	ShareUSMCA         ShareFact = iota // entered under the USMCA
	ShareVehiclePart                    // is a part for passenger vehicles, where the code also holds other goods
	ShareExclusion301                   // claims a product exclusion of section 301
	ShareAIGate                         // accelerator that meets the technical gate of the semiconductor measure
	SharePatented                       // patented pharmaceutical
	ShareCivilAircraft                  // entered as civil aircraft or part of one
	ShareCAFTA                          // enters free of duty under the Dominican Republic-Central America agreement
	SharePharmaUse                      // not patented, for pharmaceutical use
	NumShareFacts
)

// shareFactKeys are the keys of those facts in the law data.
var shareFactKeys = [NumShareFacts]string{"usmca", "vehicle_part", "exclusion_301", "ai_gate", "patented", "civil_aircraft", "cafta", "pharma_use"}

// Mix is the average shipment of one code and partner. All are fractions of
// the customs value.
type Mix struct {
	Column1                  float64                // rate before additional duties actually charged, after preferences
	Steel, Aluminium, Copper float64                // metal content
	USContent                float64                // made in the United States
	Share                    [NumShareFacts]float64 // of shipments of which the fact holds
}

// PairRate is the additional duty on a code and partner, as fractions of the
// customs value.
type PairRate struct {
	Added      float64
	By         [NumAuthorities]float64 // Added by authority, in the order of Authorities
	Prohibited float64                 // share of the value that may not be imported at all
}

// Authorities are the legal bases a duty is reported by.
var Authorities = [NumAuthorities]string{
	"IEEPA fentanyl", "IEEPA reciprocal", "IEEPA other", "section 122", "section 201",
	"section 232", "section 301", "section 338",
}

// NumAuthorities is the length of Authorities.
const NumAuthorities = 8
