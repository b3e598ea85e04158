// Package mrio makes economies from published multi-region input-output
// tables: the OECD's Inter-Country Input-Output tables and the World
// Input-Output Database.
//
// A table is read row by row and added up as it comes: what is kept is who
// sells how much of what to whom, and what each industry uses. A table of 77
// countries and 45 industries needs some ten megabytes, however long the file.
//
// What a benchmark economy is not given by such a table is said in its
// notes: tariffs are zero unless they are set, elasticities are those of the
// embedded economy for the same industry, negative flows (stock changes) are
// set to zero, and value added includes taxes less subsidies on products.
package mrio
