namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Up to the highest rate and down far below the first one (Smith and Topin 2018).</summary>
                public class OneCycleLR : LRScheduler
                {
                    public enum AnnealStrategy { Cos, Linear }

                    private readonly AnnealStrategy strategy;
                    private readonly bool cycleMomentum;
                    private readonly double[] highest;
                    private readonly double[] first;
                    private readonly double[] last;
                    private readonly double[] lowMomentum;
                    private readonly double[] highMomentum;
                    private readonly (double End, int From, int To)[] phases;
                    private readonly int total;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1,
                        int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                        bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25,
                        double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, [max_lr], total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            [base_momentum], [max_momentum], div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    { }

                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1,
                        int epochs = -1,
                        int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                        bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null,
                        double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1,
                        bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        if (total_steps <= 0 && (epochs <= 0 || steps_per_epoch <= 0))
                            throw new ArgumentException("You must define either total_steps OR (epochs AND steps_per_epoch).");
                        total = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        (strategy, cycleMomentum) = (anneal_strategy, cycle_momentum);
                        highest = PerGroup(max_lr);
                        first = Array.ConvertAll(highest, rate => rate / div_factor);
                        last = Array.ConvertAll(first, rate => rate / final_div_factor);
                        lowMomentum = PerGroup(base_momentum ?? [0.85]);
                        highMomentum = PerGroup(max_momentum ?? [0.95]);
                        phases = three_phase
                            ? [(pct_start * total - 1, 0, 1), (2 * pct_start * total - 2, 1, 0), (total - 1, 0, 2)]
                            : [(pct_start * total - 1, 0, 1), (total - 1, 1, 2)];
                        if (last_epoch == -1)
                            foreach (var (group, rate) in Groups.Zip(first))
                                (group.InitialLearningRate, group.LearningRate) = (rate, rate);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > total)
                            throw new InvalidOperationException($"Tried to step {_last_epoch} times. The specified number of total steps is {total}.");
                        var start = 0.0;
                        var phase = 0;
                        while (phase < phases.Length - 1 && _last_epoch > phases[phase].End)
                            start = phases[phase++].End;
                        var done = (_last_epoch - start) / (phases[phase].End - start);
                        SetMomenta(phase, done);
                        return Enumerable.Range(0, highest.Length).Select(i =>
                            Anneal(Rate(phases[phase].From, i), Rate(phases[phase].To, i), done)).ToArray();
                    }

                    private double Rate(int level, int group) => level switch { 0 => first[group], 1 => highest[group], _ => last[group] };

                    private void SetMomenta(int phase, double done)
                    {
                        if (!cycleMomentum)
                            return;
                        double Level(int level, int group) => level == 1 ? lowMomentum[group] : highMomentum[group];
                        foreach (var (group, i) in Groups.Select((group, i) => (group, i)))
                        {
                            var value = Anneal(Level(phases[phase].From, i), Level(phases[phase].To, i), done);
                            if (group is IBetas betas)
                                betas.Betas = (value, betas.Betas.Item2);
                            else if (group is IMomentum momentum)
                                momentum.Momentum = value;
                        }
                    }

                    private double Anneal(double from, double to, double done) => strategy == AnnealStrategy.Linear
                        ? (to - from) * done + from
                        : to + (from - to) / 2 * (Math.Cos(Math.PI * done) + 1);

                    private double[] PerGroup(IEnumerable<double> values)
                    {
                        var given = values.ToArray();
                        var groups = Groups.Count();
                        return given.Length == groups ? given
                            : given.Length == 1 ? Enumerable.Repeat(given[0], groups).ToArray()
                            : throw new ArgumentException($"{groups} values are expected, one a group, but {given.Length} were given.");
                    }
                }
            }
        }
    }
}
