/** Loam's sign: a seedling on two layers of soil. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" width="24" height="24" fill="none" aria-hidden="true">
      <rect className="mark__soil" x="2" y="15" width="20" height="3" rx="1.5" />
      <rect className="mark__deep" x="2" y="19.5" width="20" height="2.5" rx="1.25" />
      <path
        className="mark__leaf"
        d="M12 13.5V8c0-3 2.500-5.500 6.500-5.500C18.500 6 16 8 12 8M12 10.500c0-2.200-1.800-4-5.500-4 0 3 2 4.500 5.500 4"
      />
    </svg>
  );
}
