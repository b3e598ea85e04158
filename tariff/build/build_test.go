package build

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley/internal/fault"
	"parley/tariff"
)

func zipped(s string) *fstest.MapFile {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return &fstest.MapFile{Data: b.Bytes()}
}

// small is a world of three codes and three partners.
func small() fstest.MapFS {
	plain := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	hts := "hts,digits,mfn_text,mfn_kind,mfn_ad_valorem,mfn_specific_usd,rate_inherited_from,special_text,column2_text,units,description_path\n"
	return fstest.MapFS{
		"hts_2025.csv.gz": zipped(hts +
			`87032301,8,2.5%,ad_valorem,0.025,,8703.23.01,"Free (KR,S)",10%,,Cars > Of 1500 to 3000 cc` + "\n" +
			`8703230190,10,2.5%,ad_valorem,0.025,,8703.23.01,"Free (KR,S)",10%,"[""No.""]",Cars > Of 1500 to 3000 cc > Used` + "\n" +
			`1006309000,10,1.4¢/kg,specific,,0.014/kg,1006.30.90.00,Free (S),5.5¢/kg,"[""kg""]",Rice > Milled` + "\n"),
		"hts_2026_rev10.csv.gz": zipped(hts +
			`87032301,8,2.5%,ad_valorem,0.025,,8703.23.01,"Free (KR,S)",10%,,Cars > Of 1500 to 3000 cc` + "\n"),
		importsFile: zipped("hts10,census_cty,iso3,country_name,con_val_usd,cal_dut_usd\n" +
			"8703230190,5880,JPN,JAPAN,1000,25\n8703230190,0003,EUU,EUROPEAN UNION,3000,75\n8703230190,4359,SVK,SLOVAKIA,500,12\n" +
			"1006309000,5880,JPN,JAPAN,200,8\n7204100000,1220,CAN,CANADA,50,0\n"),
		sectorsFile: plain("hs6,icio_sector,weight\n870323,C29,1.0\n100630,C10T12,0.75\n100630,A01_02,0.25\n720100,C24,1\n"),
		smallFile: plain("country_name,cty_code,total_imports,pdr (Paddy Rice),mvh (Motor Vehicles)\n" +
			"Germany,4280,2000,0,2000\nItaly,4759,1000,0,1000\nGuyana,3120,70,70,0\nBrunei,5610,5,5,0\nJapan,5880,9,9,0\n"),
		"shares/mfn_exemption_shares.csv":          plain("hs2,cty_code,exemption_share\n87,4280,0.3\n87,5880,0.1\n"),
		"shares/usmca_product_shares_2024.csv":     plain("hts10,cty_code,usmca_share\n7204100010,1220,0.4\n7204100020,1220,0.6\n"),
		"shares/usmca_product_shares_2025.csv":     plain("hts10,cty_code,usmca_share\n7204100000,1220,0.7\n"),
		"shares/usmca_product_shares_2025_12.csv":  plain("hts10,cty_code,usmca_share\n7204100000,1220,0.9\n"),
		"shares/metal_content_shares_bea_hs10.csv": plain("hs10,naics,bea_detail_code,steel_share,aluminum_share,copper_share,other_metal_share,metal_share\n7204100000,1,1,1.5,0.3,0.1,0.1,1\n8703230190,1,1,0.2,0.1,0,0,0.3\n"),
		"shares/semi_qualifying_shares.csv":        plain("hts10,qualifying_share,source_note\n8703230190,1,a note, with a comma\n"),
		"shares/s301_exclusion_claim_shares.csv":   plain("hts10,claim_share\n1006309000,-0.02\n"),
		"shares/s232_auto_parts_applicability.csv": plain("# why\nhts_prefix,applicability_share\n1006,0\n"),
	}
}

func TestImportsSmall(t *testing.T) {
	table, err := Imports(small())
	if err != nil {
		t.Fatal(err)
	}
	w, err := tariff.DecodeWeights(table)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(w.Codes, " "); got != "1006309000 7204100000 8703230190" {
		t.Errorf("codes %s", got)
	}
	if len(w.Value) != 4 {
		t.Errorf("%d pairs; Slovakia is inside the European Union", len(w.Value))
	}
	eu, jp, ca := w.PartnerIndex("EU"), w.PartnerIndex("JPN"), w.PartnerIndex("CAN")
	if eu < 0 || jp < 0 || ca < 0 || w.PartnerIndex("DEU") != eu {
		t.Fatalf("partners %v", w.Partners)
	}
	if got := strings.Join(w.Sectors, " "); got != "A01_02 C10T12 C24 C29" {
		t.Errorf("sectors %s; scrap goes to the sector of its chapter", got)
	}
	near := func(what string, got, want float64) {
		if d := got - want; d > 2e-5 || d < -2e-5 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	near("rice in food", w.SectorShare[1], 0.75)
	near("preference on EU cars, by the imports of its members", float64(w.Use.Preference[86][eu]), 0.3*2/3)
	near("preference on Japanese cars", float64(w.Use.Preference[86][jp]), 0.1)
	near("USMCA 2024 on scrap, mean of the 8 digits", float64(w.Use.USMCA[0][0][1]), 0.5)
	near("USMCA December 2025", float64(w.Use.USMCA[2][0][1]), 0.9)
	near("steel in scrap, scaled to the sum of 1", float64(w.Use.Steel[1]), 0.75)
	near("aluminium in cars", float64(w.Use.Aluminium[2]), 0.1)
	near("gate", float64(w.Use.AIGate[2]), 1)
	near("exclusion, noise below zero cut off", float64(w.Use.Exclusion301[0]), 0)
	near("vehicle part", float64(w.Use.VehiclePart[0]), 0)
	near("vehicle part elsewhere", float64(w.Use.VehiclePart[2]), 1)
	if len(w.Members) != 2 || len(w.Small) != 2 || w.Small[0].ISO != "BRN" || w.Small[1].ISO != "ROW" || w.Small[1].Value[0] != 70 {
		t.Errorf("members %v, small %v", w.Members, w.Small)
	}
}

func TestDeterministic(t *testing.T) {
	a, err := All(small())
	if err != nil {
		t.Fatal(err)
	}
	b, err := All(small())
	if err != nil {
		t.Fatal(err)
	}
	for i := range a {
		if !bytes.Equal(a[i].Data, b[i].Data) {
			t.Errorf("%s differs between two runs", a[i].Name)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name, file, content string
		kind                fault.Kind
		says                string
	}{
		{"missing file", "hts_2025.csv.gz", "", fault.NotFound, "hts_2025.csv.gz"},
		{"missing column", sectorsFile, "hs6,weight\n", fault.BadInput, `column "icio_sector"`},
		{"bad number", sectorsFile, "hs6,icio_sector,weight\n870323,C29,lots\n", fault.BadInput, sectorsFile + ":2"},
		{"no sector", sectorsFile, "hs6,icio_sector,weight\n870323,C29,1\n", fault.BadInput, "no sector"},
		{"not a share", "shares/mfn_exemption_shares.csv", "hs2,cty_code,exemption_share\n87,5880,7\n", fault.BadInput, "not a share"},
		{"short row", "shares/mfn_exemption_shares.csv", "hs2,cty_code,exemption_share\n87,5880\n", fault.BadInput, "ends before"},
	} {
		dir := small()
		if c.content == "" {
			delete(dir, c.file)
		} else {
			dir[c.file] = &fstest.MapFile{Data: []byte(c.content)}
		}
		_, err := All(dir)
		if err == nil || fault.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want kind %d that says %q", c.name, err, c.kind, c.says)
		}
	}
}

// The tables in the repository are what the builder makes of the ingredients.
func TestTablesAreCurrent(t *testing.T) {
	from := filepath.Join("..", "..", "..", "shared", "data", "us")
	if _, err := os.Stat(from); err != nil {
		t.Skip("the ingredient folder is not here")
	}
	tables, err := All(os.DirFS(from))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		have, err := os.ReadFile(filepath.Join("..", "data", table.Name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, table.Data) {
			t.Errorf("tariff/data/%s is not what the builder makes now; run parley tariff build", table.Name)
		}
	}
}

func TestScheduleSmall(t *testing.T) {
	table, err := HTS(small())
	if err != nil {
		t.Fatal(err)
	}
	n, err := tariff.DecodeNomenclature(table)
	if err != nil {
		t.Fatal(err)
	}
	b, err := n.Base("1006.30.90", time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
	if err != nil || b.Column1.SpecificUSD != 0.014 || b.Column1.Unit != "kg" || len(b.Notes) != 1 || b.Description != "Rice > Milled" {
		t.Errorf("%+v %v", b, err)
	}
}
