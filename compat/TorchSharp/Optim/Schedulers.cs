namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class StepLR : LRScheduler
                {
                    private readonly int every;
                    private readonly double gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (every, this.gamma) = (step_size, gamma);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        _last_epoch == 0 || _last_epoch % every != 0 ? Rates() : Times(gamma);

                    protected override IEnumerable<double> get_closed_form_lr() => BaseTimes(Math.Pow(gamma, _last_epoch / every));
                }

                public class MultiStepLR : LRScheduler
                {
                    private readonly IList<int> milestones;
                    private readonly double gamma;

                    public MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1,
                        int last_epoch = -1,
                        bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (this.milestones, this.gamma) = (milestones, gamma);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Times(Math.Pow(gamma, milestones.Count(m => m == _last_epoch)));

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseTimes(Math.Pow(gamma, milestones.Count(m => m <= _last_epoch)));
                }

                public class ExponentialLR : LRScheduler
                {
                    private readonly double gamma;

                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this.gamma = gamma;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? Rates() : Times(gamma);

                    protected override IEnumerable<double> get_closed_form_lr() => BaseTimes(Math.Pow(gamma, _last_epoch));
                }

                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double period;
                    private readonly double least;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1,
                        bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (period, least) = (T_max, eta_min);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Rates();
                        if ((_last_epoch - 1 - period) % (2 * period) == 0)
                            return Rates().Zip(_base_lrs, (rate, first) => rate + (first - least) * (1 - Math.Cos(Math.PI / period)) / 2);
                        var factor = (1 + Math.Cos(Math.PI * _last_epoch / period)) / (1 + Math.Cos(Math.PI * (_last_epoch - 1) / period));
                        return Rates().Select(rate => factor * (rate - least) + least);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(first => least + (first - least) * (1 + Math.Cos(Math.PI * _last_epoch / period)) / 2);
                }

                public class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double> factor;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        factor = lr_lambda;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => BaseTimes(factor(_last_epoch));
                }

                public class MultiplicativeLR : LRScheduler
                {
                    private readonly Func<int, double> factor;

                    public MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        factor = lr_lambda;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? Rates() : Times(factor(_last_epoch));
                }

                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int total;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5,
                        int last_epoch = -1,
                        bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (this.factor, total) = (factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? Times(factor)
                        : _last_epoch == total ? Times(1 / factor) : Rates();

                    protected override IEnumerable<double> get_closed_form_lr() => BaseTimes(_last_epoch < total ? factor : 1);
                }

                public class LinearLR : LRScheduler
                {
                    private readonly double from;
                    private readonly double to;
                    private readonly int total;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1,
                        int total_iters = 5,
                        int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (from, to, total) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Times(from);
                        return _last_epoch > total ? Rates()
                            : Times(1 + (to - from) / (total * from + (_last_epoch - 1) * (to - from)));
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseTimes(from + (to - from) * Math.Min(total, _last_epoch) / total);
                }
            }
        }
    }
}
