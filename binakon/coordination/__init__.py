"""What we agreed with the offices of the kabupaten and kota: meetings, minutes, commitments."""
