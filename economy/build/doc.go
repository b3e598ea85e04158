// Package build makes the embedded benchmark economies from raw tables.
//
// World2022 estimates a world economy of 2022 that no office publishes: 62
// regions by 44 OECD industries. It takes each fact from the table that
// knows it best, and reconciles them by iterative proportional fitting
// (Deming and Stephan 1940; for input-output tables RAS, Stone 1961):
//
//  1. Output, value added, exports and domestic sales of 35 industries in
//     2022: ADB MRIO margins.
//  2. Who sells to whom, at first: WIOD 2011 by industry; destination shares
//     of goods exports 2023 from BACI; US imports 2024 by partner and
//     industry from the Census, in levels.
//  3. Industries finer than the 35: OECD technology 2020 says what each
//     region uses, the OECD seven-region table 2017 who makes it.
//  4. Input coefficients: OECD technology 2020, fitted to the value added of
//     1 and to what each region can buy of each industry after 2 and 3, so
//     that every market clears and no final use is negative.
//
// Every step is deterministic and none draws on time, place or chance.
package build
