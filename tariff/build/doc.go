// Package build computes the tables that package tariff embeds, from the
// ingredient files: the schedule from the editions of the HTS, the import
// weights from the Census rows of 2024, and the shares by which they are
// split. It is run by "parley tariff build"; the same files give the same
// bytes.
package build
