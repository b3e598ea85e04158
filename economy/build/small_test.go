package build

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"
)

// small makes a folder of ingredients for a world of four regions: the
// United States, Japan, Germany and the Emirates (which have no technology
// of their own), with Kuwait, France and others in the rest of the world.
// Numbers are drawn from a fixed seed; margins add up as the real ones do.
func small() fstest.MapFS {
	r := rand.New(rand.NewPCG(2022, 44))
	m := fstest.MapFS{}
	put := func(name string, rows []string) {
		m[name] = &fstest.MapFile{Data: []byte(strings.Join(rows, "\n") + "\n")}
	}
	size := map[string]float64{"USA": 1.2, "JPN": 1, "DEU": 1, "ARE": 0.6, "KWT": 0.1, "ROW": 1.5}
	economies := []string{"ARE", "DEU", "JPN", "KWT", "ROW", "USA"}
	between := func(a, b float64) float64 { return a + (b-a)*r.Float64() }

	adb := []string{"year,country,sector,output,intermediate_use,exports"}
	for _, year := range []string{"2020", "2022"} {
		for _, c := range economies {
			for s := 1; s <= 35; s++ {
				out := size[c] * between(5e5, 1.5e6)
				open := 0.25
				if s > 16 {
					open = 0.05
				}
				adb = append(adb, fmt.Sprintf("%s,%s,c%d,%g,%g,%g", year, c, s, out, out*between(0.4, 0.6), out*open*between(0.8, 1.2)))
			}
		}
	}
	put("adb_mrio_summary/adb_mrio72_summary_2017_2022.csv", adb)

	inter := []string{"origin,origin_sector,dest,dest_sector,value_musd"}
	final := []string{"origin,origin_sector,dest,category,value_musd"}
	wiod := []string{"USA", "JPN", "DEU", "ROW"}
	for _, from := range wiod {
		for _, to := range wiod {
			for s := 1; s <= 35; s++ {
				v := size[from] * size[to] * between(1e3, 1e4)
				inter = append(inter, fmt.Sprintf("%s,c%d,%s,c1,%g", from, s, to, v))
				final = append(final, fmt.Sprintf("%s,c%d,%s,GOV,%g", from, s, to, v/2))
			}
		}
	}
	final = append(final, "USA,c1,JPN,stock changes,-77")
	put("wiod2011_41x35/intermediate.csv", inter)
	put("wiod2011_41x35/final.csv", final)

	labels := []string{"USA", "JPN", "DEU", "ARE", "KWT", "FRA"}
	named, gdp := []string{"iso3,CountryName"}, []string{"gdp"}
	for i, c := range labels {
		named = append(named, c+",Country "+c)
		gdp = append(gdp, fmt.Sprintf("%g", float64(9-i)*1e11))
	}
	put("world194/country_labels.csv", named)
	put("world194/gdp.csv", gdp)
	head := make([]string, len(labels))
	for i := range labels {
		head[i] = fmt.Sprintf("export_ij%d", i+1)
	}
	baci := []string{strings.Join(head, ",")}
	for i := range labels {
		row := make([]string, len(labels))
		for j := range labels {
			if i != j {
				row[j] = fmt.Sprintf("%g", between(1e6, 1e8))
			}
		}
		baci = append(baci, strings.Join(row, ","))
	}
	put("world194/trade_cepii.csv", baci)

	flows := []string{"exporter,importer,sector,value_musd"}
	tariffs := []string{"exporter,importer,sector,ahs_simple"}
	for _, from := range icioRegions {
		for _, to := range icioRegions {
			for _, s := range oecd {
				v := between(1e3, 1e4)
				if from == to {
					v *= 50
				}
				flows = append(flows, fmt.Sprintf("%s,%s,%s,%g", from, to, s.code, v))
				t := 0.0
				if s.goods && from != to {
					t = between(0, 0.2)
				}
				tariffs = append(tariffs, fmt.Sprintf("%s,%s,%s,%g", from, to, s.code, t))
			}
		}
	}
	put("icio2017_7x44/flows.csv", flows)
	put("icio2017_7x44/tariffs_2017.csv", tariffs)

	va := []string{"country,sector,va_share_of_output"}
	fin := []string{"country,sector,final_share"}
	io := []string{"country,input_sector,using_sector,coef_of_output"}
	deficit := []string{"country,trade_deficit_musd_2020"}
	codes := []string{"T"}
	for _, s := range oecd {
		codes = append(codes, s.code)
	}
	for i, c := range []string{"USA", "JPN", "DEU", "ROW", "CHL"} {
		deficit = append(deficit, fmt.Sprintf("%s,%g", c, []float64{2e5, 1e4, -5e4, -1e5, -6e4}[i]))
		for _, j := range codes {
			share := between(0.4, 0.6)
			va = append(va, fmt.Sprintf("%s,%s,%g", c, j, share))
			fin = append(fin, fmt.Sprintf("%s,%s,%g", c, j, 1/float64(len(codes))))
			for _, k := range codes {
				io = append(io, fmt.Sprintf("%s,%s,%s,%g", c, k, j, (1-share)/float64(len(codes))))
			}
		}
	}
	put("icio2020_77x45_tech/va_shares.csv", va)
	put("icio2020_77x45_tech/final_shares.csv", fin)
	put("icio2020_77x45_tech/io_coefficients.csv", io)
	put("icio2020_77x45_tech/countries_deficit.csv", deficit)

	put("us/us_imports_2024_countries.csv", []string{"census_cty,iso3", "0003,EUU", "5880,JPN", "5200,ARE", "4359,SVK"})
	census := []string{"census_code,sector,imports_usd,calculated_duty_usd"}
	for _, p := range []string{"0003", "5880", "5200", "4359"} {
		for _, s := range oecd {
			if s.goods && s.code != "B09" {
				v := between(2e10, 8e10)
				census = append(census, fmt.Sprintf("%s,%s,%g,%g", p, s.code, v, v*between(0, 0.1)))
			}
		}
	}
	put("us/us_imports_2024_by_partner_icio_sector.csv", append(census, "5880,HS98,1000000,0"))
	names := sortedKeys(gtap)
	yale := "country_name,cty_code"
	for _, g := range names {
		yale += fmt.Sprintf(",\"%s (words, more words)\"", g)
	}
	rows := []string{yale}
	for _, c := range []string{"Germany (Federal Republic of Germany)", "Japan", "United Arab Emirates", "Kuwait", "\"Tonga, Kingdom of\""} {
		row := c + ",9"
		for range names {
			row += fmt.Sprintf(",%g", between(1e7, 1e8))
		}
		rows = append(rows, row)
	}
	put("us/us_imports_2024_by_country_gtap_yale.csv", rows)

	gtd := []string{"importer,exporter,sector,tariff95"}
	for _, a := range []string{"USA", "JPN", "DEU", "ROW"} {
		for _, b := range []string{"USA", "JPN", "DEU", "ROW"} {
			for _, s := range sortedKeys(eora) {
				if a != b {
					gtd = append(gtd, fmt.Sprintf("%s,%s,%q,%g", a, b, s, between(0, 20)))
				}
			}
		}
	}
	put("tariffs/gtd2017_37x12.csv", gtd)

	theta := []string{"sector,cp2015_T_file,ll2023,abs_median"}
	for _, s := range oecd {
		if s.goods {
			theta = append(theta, s.code+",8.22,2.81,64.85")
		}
	}
	put("elasticities/sector_elasticities_icio.csv", theta)
	return m
}
