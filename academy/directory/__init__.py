"""The directory of what organisations offer: keeping it, searching it, confirming it, and carrying it in and out as Open Referral HSDS."""
