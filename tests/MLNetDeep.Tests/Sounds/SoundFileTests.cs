using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Sounds;

/// <summary>WAV files of every form are read as the same sound; what is damaged is refused with the reason.</summary>
[TestClass]
public sealed class SoundFileTests
{
    private static readonly float[] Tone = Wav.Tone(440, 8000, 0.05);

    private static byte[] Bytes(Func<float, byte[]> one) => [.. Tone.SelectMany(one)];

    private static byte[] Pcm(int bits, float sample)
    {
        var value = (long)Math.Round(sample * ((1L << (bits - 1)) - 1));
        return bits == 8 ? [(byte)(value + 128)] : [.. BitConverter.GetBytes(value).Take(bits / 8)];
    }

    public static IEnumerable<object[]> Forms =>
    [
        ["16 bits", Wav.Write(Wav.Pcm, 1, 8000, 16, Bytes(s => Pcm(16, s))), 1e-4f],
        ["8 bits", Wav.Write(Wav.Pcm, 1, 8000, 8, Bytes(s => Pcm(8, s))), 1e-2f],
        ["24 bits", Wav.Write(Wav.Pcm, 1, 8000, 24, Bytes(s => Pcm(24, s))), 1e-6f],
        ["32 bits", Wav.Write(Wav.Pcm, 1, 8000, 32, Bytes(s => Pcm(32, s))), 1e-6f],
        ["floating point", Wav.Write(Wav.Float, 1, 8000, 32, Bytes(BitConverter.GetBytes)), 0f],
        ["floating point of 64 bits", Wav.Write(Wav.Float, 1, 8000, 64, Bytes(s => BitConverter.GetBytes((double)s))), 0f],
        ["24 bits by an extensible header", Wav.Write(Wav.Extensible, 1, 8000, 24, Bytes(s => Pcm(24, s))), 1e-6f],
        ["stereo", Wav.Write(Wav.Pcm, 2, 8000, 16, Bytes(s => [.. Pcm(16, s + 0.1f), .. Pcm(16, s - 0.1f)])), 1e-4f],
        ["six channels of 24 bits", Wav.Write(Wav.Extensible, 6, 8000, 24, Bytes(s => [.. Enumerable.Range(0, 6).SelectMany(_ => Pcm(24, s))])), 1e-6f],
    ];

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void Every_form_is_the_same_sound(string form, byte[] wav, float error)
    {
        var (samples, rate) = SoundFiles.Decode(wav);
        Assert.AreEqual(8000, rate, form);
        Assert.HasCount(Tone.Length, samples);
        for (var i = 0; i < samples.Length; i++) Assert.AreEqual(Tone[i], samples[i], error, $"{form}, sample {i}");
    }

    // ITU-T G.711: the loudest and the softest values of both laws.
    [TestMethod]
    public void Companded_samples()
    {
        var (mu, _) = SoundFiles.Decode(Wav.Write(Wav.MuLaw, 1, 8000, 8, [0x80, 0x00, 0xFF, 0x7F]));
        float[] ends = [32124f / 32768, -32124f / 32768, 0, 0];
        for (var i = 0; i < ends.Length; i++) Assert.AreEqual(ends[i], mu[i], 1f / 32768, $"{i}");
        var (a, _) = SoundFiles.Decode(Wav.Write(Wav.ALaw, 1, 8000, 8, [0xAA, 0x2A, 0xD5, 0x55]));
        CollectionAssert.AreEqual(new[] { 32256f / 32768, -32256f / 32768, 8f / 32768, -8f / 32768 }, a);
    }

    [TestMethod]
    public void A_file_cut_anywhere_is_refused()
    {
        var wav = Wav.Of(Tone);
        for (var length = 0; length < wav.Length; length += 7)
        {
            var fault = Assert.ThrowsExactly<InvalidDataException>(() => SoundFiles.Decode(wav[..length])).Message;
            StringAssert.Contains(fault, length == 0 ? "The sound is empty" : length < 12 ? "is not a sound that can be read" : "ends early", $"{length} bytes");
        }
    }

    [TestMethod]
    public void A_header_that_cannot_be_true_is_refused()
    {
        byte[] Changed(int at, params byte[] values)
        {
            var wav = Wav.Of(Tone);
            values.CopyTo(wav, at);
            return wav;
        }
        string Fault(byte[] wav) => Assert.ThrowsExactly<InvalidDataException>(() => SoundFiles.Decode(wav)).Message;
        Assert.AreEqual("The sound states a sample rate of 1 Hz, and 1000 to 768000 Hz are read.", Fault(Changed(24, 1, 0, 0, 0)));
        Assert.AreEqual("The sound states 0 channels, and 1 to 64 are read.", Fault(Changed(22, 0, 0)));
        Assert.AreEqual("The sound is damaged: 2 channels of 16 bits do not make 2 bytes.", Fault(Changed(22, 2, 0)));
        Assert.AreEqual("The sound is of the format Pcm with 12 bits a sample: WAV files of PCM (8, 16, 24 or 32 bits), floating-point numbers, A-law or µ-law are read.", Fault(Changed(34, 12, 0)));
        StringAssert.Contains(Fault(Changed(20, 2, 0)), "is of the format Adpcm");
        StringAssert.Contains(Fault(Changed(32, 0, 0)), "is damaged: ");
        Assert.AreEqual("The sound has no samples.", Fault(Wav.Of([])));
        StringAssert.StartsWith(Fault("digit,speaker\n1,2\n"u8.ToArray()), "The sound is not a sound that can be read: WAV files of PCM");
    }

    [TestMethod]
    public void A_sample_that_is_no_number_is_refused()
    {
        var samples = Tone.ToArray();
        samples[9] = float.NaN;
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => SoundFiles.Decode(Wav.Write(Wav.Float, 1, 8000, 32, [.. samples.SelectMany(BitConverter.GetBytes)])));
        Assert.AreEqual("The sound has a sample that is not finite (NaN, at position 10 of 400).", fault.Message);
    }

    [TestMethod]
    public void No_file()
    {
        Assert.AreEqual("there is no such file", SoundFiles.FindFault("/no/such/file.wav"));
        Assert.AreEqual("the path is empty", SoundFiles.FindFault(""));
        Assert.AreEqual("There is no file '/no/such/file.wav'.", Assert.ThrowsExactly<InvalidDataException>(() => SoundFiles.Load("/no/such/file.wav")).Message);
    }

    // As programs write it that do not know the length when they begin.
    [TestMethod]
    public void A_stated_size_that_stands_for_none_is_none()
    {
        var wav = Wav.Of(Tone);
        foreach (var at in new[] { 4, 40 }) BitConverter.GetBytes(uint.MaxValue).CopyTo(wav, at);
        Assert.HasCount(Tone.Length, SoundFiles.Decode(wav).Samples);
    }

    [TestMethod]
    public void Bytes_changed_at_random_are_read_or_refused()
    {
        var random = new Random(7);
        var refused = 0;
        var count = Full.IsWanted ? 20_000 : 1000;
        for (var i = 0; i < count; i++)
        {
            var wav = Wav.Of(Tone);
            for (var changes = random.Next(1, 4); changes > 0; changes--) wav[random.Next(random.Next(2) == 0 ? 44 : wav.Length)] = (byte)random.Next(256);
            try
            {
                Assert.IsTrue(SoundFiles.Decode(wav).Samples.All(float.IsFinite));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.IsTrue(refused > count / 4 && refused < count, $"{refused} of {count} were refused.");
    }
}
