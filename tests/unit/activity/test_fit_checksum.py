from fitdecode.utils import compute_crc
from hypothesis import given
from hypothesis import strategies as st

from uncramp.activity.fit.checksum import crc16


def test_every_length_has_the_protocols_checksum():
    data = bytes(range(251)) * 20
    for length in [*range(1, 600), 959, 960, 961, 1919, 1920, 1921, 4999]:
        assert crc16(data[:length]) == compute_crc(data[:length]), length


@given(st.binary(min_size=100, max_size=5000), st.data())
def test_a_flipped_bit_changes_the_checksum(data, draw):
    at = draw.draw(st.integers(0, len(data) - 1))
    flipped = bytearray(data)
    flipped[at] ^= 1 << draw.draw(st.integers(0, 7))
    assert crc16(data) == compute_crc(data)
    assert crc16(flipped) != crc16(data)


def test_a_file_with_its_checksum_behind_it_has_checksum_zero():
    data = b"muscle" * 300
    assert crc16(data + crc16(data).to_bytes(2, "little")) == 0
