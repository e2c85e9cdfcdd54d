"""Rules over plans: what could be asked before anyone moves. Pure, like casework."""
