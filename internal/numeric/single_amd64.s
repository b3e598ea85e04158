#include "textflag.h"

// func matVecAVX(y, a, x *float32, rows, cols int)
// Eight rows at a time share the loads of x.
TEXT ·matVecAVX(SB), NOSPLIT, $0-40
	MOVQ y+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ x+16(FP), DX
	MOVQ rows+24(FP), CX
	MOVQ cols+32(FP), R8
	SHLQ $2, R8              // bytes a row
	LEAQ (R8)(R8*2), R9      // three rows

rows8:
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
	MOVQ   SI, R10
	LEAQ   (SI)(R8*4), R11   // row four
	MOVQ   DX, R12
	MOVQ   R8, BX

cols8:
	VMOVUPS     (R12), Y8
	VFMADD231PS (R10), Y8, Y0
	VFMADD231PS (R10)(R8*1), Y8, Y1
	VFMADD231PS (R10)(R8*2), Y8, Y2
	VFMADD231PS (R10)(R9*1), Y8, Y3
	VFMADD231PS (R11), Y8, Y4
	VFMADD231PS (R11)(R8*1), Y8, Y5
	VFMADD231PS (R11)(R8*2), Y8, Y6
	VFMADD231PS (R11)(R9*1), Y8, Y7
	ADDQ        $32, R10
	ADDQ        $32, R11
	ADDQ        $32, R12
	SUBQ        $32, BX
	JNZ         cols8

	VHADDPS      Y1, Y0, Y0
	VHADDPS      Y3, Y2, Y2
	VHADDPS      Y2, Y0, Y0
	VHADDPS      Y5, Y4, Y4
	VHADDPS      Y7, Y6, Y6
	VHADDPS      Y6, Y4, Y4
	VEXTRACTF128 $1, Y0, X1
	VADDPS       X1, X0, X0
	VEXTRACTF128 $1, Y4, X5
	VADDPS       X5, X4, X4
	VMOVUPS      X0, (DI)
	VMOVUPS      X4, 16(DI)
	ADDQ         $32, DI
	LEAQ         (SI)(R8*8), SI
	SUBQ         $8, CX
	JNZ          rows8
	VZEROUPPER
	RET

// func vecMatAVX(y, a, x *float32, rows, cols int)
// Blocks of 64, 48, 32 and 8 columns stay in registers over all rows.
TEXT ·vecMatAVX(SB), NOSPLIT, $0-40
	MOVQ y+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ x+16(FP), DX
	MOVQ rows+24(FP), CX
	MOVQ cols+32(FP), R9
	MOVQ R9, R8
	SHLQ $2, R8              // bytes a row

block:
	MOVQ SI, R10
	MOVQ DX, R12
	MOVQ CX, BX
	CMPQ R9, $64
	JGE  wide64
	CMPQ R9, $48
	JGE  wide48
	CMPQ R9, $32
	JGE  wide32
	CMPQ R9, $8
	JGE  wide8
	VZEROUPPER
	RET

wide64:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3
	VMOVUPS 128(DI), Y4
	VMOVUPS 160(DI), Y5
	VMOVUPS 192(DI), Y6
	VMOVUPS 224(DI), Y7

row64:
	VBROADCASTSS (R12), Y8
	VFMADD231PS  (R10), Y8, Y0
	VFMADD231PS  32(R10), Y8, Y1
	VFMADD231PS  64(R10), Y8, Y2
	VFMADD231PS  96(R10), Y8, Y3
	VFMADD231PS  128(R10), Y8, Y4
	VFMADD231PS  160(R10), Y8, Y5
	VFMADD231PS  192(R10), Y8, Y6
	VFMADD231PS  224(R10), Y8, Y7
	ADDQ         $4, R12
	ADDQ         R8, R10
	DECQ         BX
	JNZ          row64
	VMOVUPS      Y0, (DI)
	VMOVUPS      Y1, 32(DI)
	VMOVUPS      Y2, 64(DI)
	VMOVUPS      Y3, 96(DI)
	VMOVUPS      Y4, 128(DI)
	VMOVUPS      Y5, 160(DI)
	VMOVUPS      Y6, 192(DI)
	VMOVUPS      Y7, 224(DI)
	ADDQ         $256, DI
	ADDQ         $256, SI
	SUBQ         $64, R9
	JMP          block

wide48:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3
	VMOVUPS 128(DI), Y4
	VMOVUPS 160(DI), Y5

row48:
	VBROADCASTSS (R12), Y8
	VFMADD231PS  (R10), Y8, Y0
	VFMADD231PS  32(R10), Y8, Y1
	VFMADD231PS  64(R10), Y8, Y2
	VFMADD231PS  96(R10), Y8, Y3
	VFMADD231PS  128(R10), Y8, Y4
	VFMADD231PS  160(R10), Y8, Y5
	ADDQ         $4, R12
	ADDQ         R8, R10
	DECQ         BX
	JNZ          row48
	VMOVUPS      Y0, (DI)
	VMOVUPS      Y1, 32(DI)
	VMOVUPS      Y2, 64(DI)
	VMOVUPS      Y3, 96(DI)
	VMOVUPS      Y4, 128(DI)
	VMOVUPS      Y5, 160(DI)
	ADDQ         $192, DI
	ADDQ         $192, SI
	SUBQ         $48, R9
	JMP          block

wide32:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3

row32:
	VBROADCASTSS (R12), Y8
	VFMADD231PS  (R10), Y8, Y0
	VFMADD231PS  32(R10), Y8, Y1
	VFMADD231PS  64(R10), Y8, Y2
	VFMADD231PS  96(R10), Y8, Y3
	ADDQ         $4, R12
	ADDQ         R8, R10
	DECQ         BX
	JNZ          row32
	VMOVUPS      Y0, (DI)
	VMOVUPS      Y1, 32(DI)
	VMOVUPS      Y2, 64(DI)
	VMOVUPS      Y3, 96(DI)
	ADDQ         $128, DI
	ADDQ         $128, SI
	SUBQ         $32, R9
	JMP          block

wide8:
	VMOVUPS (DI), Y0

row8:
	VBROADCASTSS (R12), Y8
	VFMADD231PS  (R10), Y8, Y0
	ADDQ         $4, R12
	ADDQ         R8, R10
	DECQ         BX
	JNZ          row8
	VMOVUPS      Y0, (DI)
	ADDQ         $32, DI
	ADDQ         $32, SI
	SUBQ         $8, R9
	JMP          block

// func dotSingleAVX(a, x *float32, n int) float32
TEXT ·dotSingleAVX(SB), NOSPLIT, $0-28
	MOVQ   a+0(FP), SI
	MOVQ   x+8(FP), DI
	MOVQ   n+16(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3

ds32:
	CMPQ        CX, $32
	JLT         ds8
	VMOVUPS     (SI), Y4
	VMOVUPS     32(SI), Y5
	VMOVUPS     64(SI), Y6
	VMOVUPS     96(SI), Y7
	VFMADD231PS (DI), Y4, Y0
	VFMADD231PS 32(DI), Y5, Y1
	VFMADD231PS 64(DI), Y6, Y2
	VFMADD231PS 96(DI), Y7, Y3
	ADDQ        $128, SI
	ADDQ        $128, DI
	SUBQ        $32, CX
	JMP         ds32

ds8:
	CMPQ        CX, $8
	JLT         dsend
	VMOVUPS     (SI), Y4
	VFMADD231PS (DI), Y4, Y0
	ADDQ        $32, SI
	ADDQ        $32, DI
	SUBQ        $8, CX
	JMP         ds8

dsend:
	VADDPS       Y1, Y0, Y0
	VADDPS       Y3, Y2, Y2
	VADDPS       Y2, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPS       X1, X0, X0
	VHADDPS      X0, X0, X0
	VHADDPS      X0, X0, X0
	VZEROUPPER
	MOVSS        X0, ret+24(FP)
	RET

// func axpySingleAVX(c float32, a, y *float32, n int)
TEXT ·axpySingleAVX(SB), NOSPLIT, $0-32
	VBROADCASTSS c+0(FP), Y0
	MOVQ         a+8(FP), SI
	MOVQ         y+16(FP), DI
	MOVQ         n+24(FP), CX

as8:
	VMOVUPS     (DI), Y1
	VFMADD231PS (SI), Y0, Y1
	VMOVUPS     Y1, (DI)
	ADDQ        $32, SI
	ADDQ        $32, DI
	SUBQ        $8, CX
	JNZ         as8
	VZEROUPPER
	RET

// func narrowAVX(dst *float32, c float64, a, x *float64, n int)
TEXT ·narrowAVX(SB), NOSPLIT, $0-40
	MOVQ         dst+0(FP), DI
	VBROADCASTSD c+8(FP), Y0
	MOVQ         a+16(FP), SI
	MOVQ         x+24(FP), DX
	MOVQ         n+32(FP), CX

nw4:
	CMPQ       CX, $4
	JLT        nw1
	VMULPD     (SI), Y0, Y1
	VMULPD     (DX), Y1, Y1
	VCVTPD2PSY Y1, X1
	VMOVUPS    X1, (DI)
	ADDQ       $32, SI
	ADDQ       $32, DX
	ADDQ       $16, DI
	SUBQ       $4, CX
	JMP        nw4

nw1:
	TESTQ     CX, CX
	JZ        nwend
	VMULSD    (SI), X0, X1
	VMULSD    (DX), X1, X1
	VCVTSD2SS X1, X1, X1
	VMOVSS    X1, (DI)
	ADDQ      $8, SI
	ADDQ      $8, DX
	ADDQ      $4, DI
	DECQ      CX
	JMP       nw1

nwend:
	VZEROUPPER
	RET
